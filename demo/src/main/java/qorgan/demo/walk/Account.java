package qorgan.demo.walk;

import java.util.UUID;

/// Somebody's account in one of the two realms.
///
/// @param totp the second factor's shared secret as text, empty where there is none
public record Account(String realm, UUID id, String username, String password, String totp) {
    @Override
    public String toString() {
        return username;
    }
}
