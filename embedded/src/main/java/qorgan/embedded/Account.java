package qorgan.embedded;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who can sign in to a demo's or a test's realm.
///
/// @param id what stands as `sub` in the tokens
/// @param otpSecret the secret of the second factor, if the account has one
public record Account(
        UUID id, String username, String password, @Nullable String otpSecret, List<String> roles) {
    public Account {
        roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
        return "Account[" + username + "]";
    }
}
