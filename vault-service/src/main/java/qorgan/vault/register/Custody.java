package qorgan.vault.register;

import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.keys.Field;

/// The fields of the register, by the codes of the rules, and which event should fill which.
public final class Custody {
    public static final Field STATUS = new Field("W.custody_status");
    public static final Field ORDERING_AUTHORITY = new Field("W.ordering_authority");
    public static final Field DEPRIVATION_DATETIME = new Field("W.deprivation_datetime");
    public static final Field DEPRIVATION_PLACE = new Field("W.deprivation_place");
    public static final Field ADMISSION_DATETIME = new Field("W.admission_datetime");
    public static final Field ADMISSION_PLACE = new Field("W.admission_place");
    public static final Field SUPERVISING_AUTHORITY = new Field("W.supervising_authority");
    public static final Field WHEREABOUTS = new Field("W.whereabouts");
    public static final Field TRANSFER_DESTINATION = new Field("W.transfer_destination");
    public static final Field TRANSFER_AUTHORITY = new Field("W.transfer_authority");
    public static final Field RELEASE_DATETIME = new Field("W.release_datetime");
    public static final Field RELEASE_PLACE = new Field("W.release_place");
    public static final Field HEALTH_STATE = new Field("W.health_state");
    public static final Field DEATH_CIRCUMSTANCES = new Field("W.death_circumstances");
    public static final Field DEATH_CAUSE = new Field("W.death_cause");
    public static final Field REMAINS_DESTINATION = new Field("W.remains_destination");

    public static final Field GROUNDS = new Field("R.grounds");

    /// The log entry of an event with its stated time: what puts events in order.
    public static final Field LOG_ENTRIES = new Field("R.log_entries");

    /// Whom the detained person wants told, and how to reach them. No rule releases it to anybody
    /// who asks; the duty to tell a relative reads it.
    public static final Field WANTS_TOLD = new Field("R.wants_told");

    public static final Field INJURY_RECORD = new Field("M.injury_record");

    /// All whereabouts facts of ICPPED article 18(1).
    public static final List<Field> WHEREABOUTS_FACTS =
            List.of(
                    STATUS,
                    ORDERING_AUTHORITY,
                    DEPRIVATION_DATETIME,
                    DEPRIVATION_PLACE,
                    ADMISSION_DATETIME,
                    ADMISSION_PLACE,
                    SUPERVISING_AUTHORITY,
                    WHEREABOUTS,
                    TRANSFER_DESTINATION,
                    TRANSFER_AUTHORITY,
                    RELEASE_DATETIME,
                    RELEASE_PLACE,
                    HEALTH_STATE,
                    DEATH_CIRCUMSTANCES,
                    DEATH_CAUSE,
                    REMAINS_DESTINATION);

    /// What must have a value once such an event has happened; without one there is a gap.
    static final Map<EventKind, Set<Field>> FILLED_BY =
            Map.of(
                    EventKind.ARREST,
                    Set.of(
                            STATUS,
                            ORDERING_AUTHORITY,
                            DEPRIVATION_DATETIME,
                            DEPRIVATION_PLACE,
                            SUPERVISING_AUTHORITY),
                    EventKind.PLACEMENT,
                    Set.of(
                            STATUS,
                            ADMISSION_DATETIME,
                            ADMISSION_PLACE,
                            WHEREABOUTS,
                            SUPERVISING_AUTHORITY,
                            HEALTH_STATE),
                    EventKind.TRANSFER,
                    Set.of(STATUS, WHEREABOUTS, TRANSFER_DESTINATION, TRANSFER_AUTHORITY),
                    EventKind.INJURY,
                    Set.of(),
                    EventKind.HEALTH,
                    Set.of(HEALTH_STATE),
                    EventKind.RELEASE,
                    Set.of(STATUS, RELEASE_DATETIME, RELEASE_PLACE),
                    EventKind.DEATH,
                    Set.of(STATUS, DEATH_CIRCUMSTANCES, DEATH_CAUSE, REMAINS_DESTINATION));

    private Custody() {}
}
