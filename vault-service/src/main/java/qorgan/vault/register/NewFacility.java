package qorgan.vault.register;

import java.util.Map;
import qorgan.vault.identity.OfficeId;

/// A facility as it is entered into the register.
public record NewFacility(
        String code,
        FacilityType type,
        OfficeId office,
        Map<String, String> names,
        Map<String, String> address,
        Map<String, String> supervisor) {
    public NewFacility {
        names = Map.copyOf(names);
        address = Map.copyOf(address);
        supervisor = Map.copyOf(supervisor);
    }
}
