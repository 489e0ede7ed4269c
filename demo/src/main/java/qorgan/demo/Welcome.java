package qorgan.demo;

import qorgan.embedded.DemoRealms;

/// What the demo prints when the house is ready: where it is and who can come in.
final class Welcome {
    private final House house;

    Welcome(House house) {
        this.house = house;
    }

    String text() {
        var text = new StringBuilder();
        text.append("\n  The portal      ").append(house.service()).append('/');
        text.append("\n  The API         ").append(house.service()).append("/api");
        text.append("\n  The log         ").append(house.service()).append("/log/checkpoint");
        text.append("\n  Keycloak        ").append(house.keycloak().url());
        text.append(
                "\n\n  Officials (sign in under \"officials\"; the code is a six-digit one-time code):\n");
        house.accounts().officials().stream()
                .filter(each -> each.username().endsWith("-akd"))
                .forEach(
                        each ->
                                text.append(
                                        "    %-20s %-26s %s%n"
                                                .formatted(
                                                        each.username(),
                                                        each.password(),
                                                        String.join(", ", each.roles()))));
        text.append("    ... and the same in the other region, ending in -tob\n");
        text.append("\n  The public:\n");
        house.accounts()
                .people()
                .forEach(
                        each ->
                                text.append(
                                        "    %-20s %-26s %s%n"
                                                .formatted(
                                                        each.username(),
                                                        each.password(),
                                                        String.join(", ", each.roles()))));
        text.append("\n  All secrets and the second factors: ")
                .append(house.home().at("secrets.properties"));
        text.append("\n  Signing officials' key stores:      ")
                .append(house.home().at("certificates"));
        text.append("\n  Logs:                               ").append(house.home().at("logs"));
        text.append("\n\n  A register to import: bin/qorgan demo --make-csv register.csv, then")
                .append("\n    bin/qorgan import register.csv --service ")
                .append(house.service())
                .append(" --issuer ")
                .append(house.keycloak().issuer(DemoRealms.OFFICIALS))
                .append(" --client ")
                .append(DemoRealms.WALK)
                .append(" --user intake-akd");
        text.append("\n\n  Ctrl-C stops everything.\n");
        return text.toString();
    }
}
