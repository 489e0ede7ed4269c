package qorgan.demo.country;

import java.util.Locale;
import java.util.UUID;

/// A person with an account in the officials' realm, their office and the role the account carries.
///
/// @param name as it stands on their certificate
/// @param role the code of the Keycloak realm role
/// @param office the key of their office
/// @param signs has a certificate of their own, because they grant
public record Official(String username, String name, String role, String office, boolean signs) {

    /// The account's identifier, the same in Keycloak and in Qorgan's own register.
    public UUID id() {
        return Office.idOf("official/" + username);
    }

    /// What stands on papers instead of a name.
    public String serviceNumber() {
        return "N-" + username.toUpperCase(Locale.ROOT);
    }
}
