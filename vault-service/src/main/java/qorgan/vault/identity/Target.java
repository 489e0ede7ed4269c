package qorgan.vault.identity;

import java.util.UUID;
import qorgan.keys.Region;

/// To what an official is assigned.
public sealed interface Target {
    record ToCase(CaseId id) implements Target {}

    record ToFacility(UUID facility) implements Target {}

    record ToTerritory(Region region) implements Target {}

    default String kind() {
        return switch (this) {
            case ToCase theCase -> "case";
            case ToFacility facility -> "facility";
            case ToTerritory territory -> "territory";
        };
    }

    default String code() {
        return switch (this) {
            case ToCase(var id) -> id.toString();
            case ToFacility(var facility) -> facility.toString();
            case ToTerritory(var region) -> region.code();
        };
    }

    static Target of(String kind, String code) {
        return switch (kind) {
            case "case" -> new ToCase(CaseId.of(code));
            case "facility" -> new ToFacility(UUID.fromString(code));
            case "territory" -> new ToTerritory(new Region(code));
            default -> throw new IllegalArgumentException("unknown kind of assignment");
        };
    }
}
