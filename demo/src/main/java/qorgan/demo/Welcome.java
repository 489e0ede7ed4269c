package qorgan.demo;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import qorgan.demo.country.Country;
import qorgan.demo.country.Person;
import qorgan.embedded.Account;
import qorgan.embedded.DemoRealms;

/// What the demo prints when the house is ready: where it is, who can come in and what for, and
/// whom to ask about.
final class Welcome {
    private static final String OF_THE_FIRST_REGION = "-akd";

    /// What each role is there for, in one line.
    private static final Map<String, String> COMES_FOR =
            Map.ofEntries(
                    Map.entry("intake", "registers arrests and admissions, brings a register in"),
                    Map.entry("custody", "transfers, releases, the supervised terminal"),
                    Map.entry("doctor", "injuries and state of health"),
                    Map.entry("investigator", "deposits pretrial data, grants, signs refusals"),
                    Map.entry("inquiry-officer", "the same in an inquiry"),
                    Map.entry("procurator", "grants; alarms of every detention here"),
                    Map.entry("protection", "seals a protected person, with a second officer"),
                    Map.entry("clerk", "asks for somebody without phone or account"),
                    Map.entry("standing-officer", "checks a kinship or a mandate"),
                    Map.entry("search-desk", "answers the open searches"),
                    Map.entry("dpo", "who saw what and why; replays decisions"),
                    Map.entry("pmc", "visits: aggregates, records by consent"),
                    Map.entry("npm", "visits by right"),
                    Map.entry("ombudsman", "visits and answers by right"),
                    Map.entry("operator", "offices, officials, facilities, purposes"),
                    Map.entry("custodian", "keeps a share of the root key"),
                    Map.entry("asker", "asks where somebody is, reads the answer"),
                    Map.entry("subject", "own file, who looked, consents"));

    private final House house;

    Welcome(House house) {
        this.house = house;
    }

    String text() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  The portal      " + house.service() + "/");
        lines.add("  The API         " + house.service() + "/api");
        lines.add("  The log         " + house.service() + "/log/checkpoint");
        lines.add("  Keycloak        " + house.keycloak().url());
        lines.add("");
        lines.add("  Officials; * has a certificate to sign with:");
        house.accounts().officials().stream()
                .filter(each -> each.username().endsWith(OF_THE_FIRST_REGION))
                .forEach(each -> lines.add(line(each, purpose(each))));
        lines.add("    ... and the same in the other region, ending in -tob");
        lines.add("");
        lines.add("  The public:");
        house.accounts().people().forEach(each -> lines.add(line(each, purpose(each))));
        lines.add("");
        lines.add("  Some of the invented people to ask about:");
        people(lines);
        lines.add("");
        lines.add("  A one-time code, where Keycloak asks for one: bin/qorgan demo --code NAME");
        lines.add("  Passwords and second factors:   " + house.home().at("secrets.properties"));
        lines.add("  Certificates (NAME.p12):        " + house.home().at("certificates"));
        lines.add("     each opens with certificate.NAME of the passwords above");
        lines.add("  Logs:                           " + house.home().at("logs"));
        lines.add("");
        lines.add("  A register to bring in: bin/qorgan demo --make-csv register.csv, then");
        lines.add(
                "    bin/qorgan import register.csv --service "
                        + house.service()
                        + " --issuer "
                        + house.keycloak().issuer(DemoRealms.OFFICIALS));
        lines.add("    and sign in by browser as intake-akd");
        lines.add("");
        lines.add("  Ctrl-C stops everything.");
        lines.add("");
        return String.join("\n", lines);
    }

    private String line(Account account, String purpose) {
        return "   %s%-20s %-25s %s"
                .formatted(
                        Files.exists(house.certificates().file(account.username())) ? "*" : " ",
                        account.username(),
                        account.password(),
                        purpose);
    }

    private String purpose(Account account) {
        if (account.equals(house.accounts().victim())) {
            return "a victim in the shelter, with a consent to withdraw";
        }
        if (account.equals(house.accounts().detainee())) {
            return "somebody in police custody: own file, who looked";
        }
        if (account.username().equals("shelter" + OF_THE_FIRST_REGION)) {
            return "takes victims in, takes their consents";
        }
        return account.roles().stream()
                .map(role -> COMES_FOR.getOrDefault(role, role))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private void people(List<String> lines) {
        person(lines, "in police custody", person -> person.equals(house.detainee()));
        person(lines, "on remand", of(Person.Situation.REMAND));
        person(lines, "convicted", of(Person.Situation.CONVICTED));
        person(lines, "released", of(Person.Situation.RELEASED));
        person(
                lines,
                "a minor",
                person ->
                        person.facility().isPresent()
                                && person.isMinorOn(
                                        house.began()
                                                .atZone(java.time.ZoneOffset.UTC)
                                                .toLocalDate()));
        person(lines, "a foreigner", person -> person.facility().isPresent() && person.isForeign());
        person(lines, "protected", Person::isProtected);
    }

    private static Predicate<Person> of(Person.Situation situation) {
        return person ->
                person.situation() == situation
                        && person.iin().isPresent()
                        && !person.isProtected();
    }

    private void person(List<String> lines, String what, Predicate<Person> fits) {
        country().people().stream()
                .filter(fits)
                .findFirst()
                .ifPresent(
                        person ->
                                lines.add(
                                        "    %-18s %-36s born %s  %s"
                                                .formatted(
                                                        what,
                                                        person.names().russian(),
                                                        person.birth(),
                                                        person.iin()
                                                                .map(iin -> "IIN " + iin)
                                                                .orElse("no IIN"))));
    }

    private Country country() {
        return house.country();
    }
}
