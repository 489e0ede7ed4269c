package qorgan.demo.walk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import qorgan.demo.country.Country;
import qorgan.embedded.Account;
import qorgan.embedded.MailSink;

/// What the walk is given: addresses, accounts, the country, and the tools that people have at
/// their own desks.
///
/// @param cli the command line's jar, with which officials sign and anyone verifies
/// @param signer an official's own key store, by user name
/// @param mail what has left through the mail server so far
/// @param rows how many rows a table of the service's has, as somebody behind its back counts them
/// @param out where receipts and the exported log are left
public record World(
        URI service,
        URI management,
        URI keycloak,
        List<Account> officials,
        List<Account> people,
        Country country,
        Path cli,
        Function<String, Signer> signer,
        Supplier<List<MailSink.Message>> mail,
        ToLongFunction<String> rows,
        Path out,
        Clock clock) {

    /// An official's key store and what opens it.
    public record Signer(Path keyStore, String password) {
        @Override
        public String toString() {
            return "Signer[" + keyStore + "]";
        }
    }

    public World {
        officials = List.copyOf(officials);
        people = List.copyOf(people);
    }
}
