package qorgan.vault.request;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import qorgan.keys.Region;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.OfficeKind;
import qorgan.vault.identity.Offices;

/// Which offices a request comes to: the reception that owns it, the facilities asked in a search.
@Component
class Desks {

    private final Offices offices;

    Desks(Offices offices) {
        this.offices = offices;
    }

    /// The reception of the region; where it has none, the first of the country.
    OfficeId reception(Region region) {
        return offices.all().stream()
                .filter(office -> office.kind() == OfficeKind.RECEPTION)
                .min(
                        Comparator.comparing((Office office) -> !office.region().equals(region))
                                .thenComparing(office -> office.id().value()))
                .map(Office::id)
                .orElseThrow(() -> new IllegalStateException("no reception office is registered"));
    }

    /// Every office that holds people in custody, in the whole country. A shelter is never asked.
    List<Office> facilities() {
        return offices.all().stream()
                .filter(office -> office.kind() == OfficeKind.CUSTODY)
                .toList();
    }
}
