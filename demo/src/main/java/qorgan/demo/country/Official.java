package qorgan.demo.country;

import java.util.List;

/// A person with an account in the officials' realm, their office and the roles the account
// carries.
///
/// @param signs has a certificate of their own, because they grant
public record Official(
        String username, Spellings names, String office, List<String> roles, boolean signs) {}
