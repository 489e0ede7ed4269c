package qorgan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Why a field is withheld: one ground a field. This is the inner ground, for court and
/// data-protection officer; what is told outside, and in which words, is in the law's texts (see
/// `qorgan.policy.explain`).
public enum Ground {
    STANDING_NOT_PROVEN,
    STANDING_REFUSED,
    SEARCH_OPENED,
    W_RESTRICTED_20_1,
    SUBJECT_OBJECTS,
    PROTECTED_PERSON,
    PROTECTED_FIELD,
    REQUESTER_SEALED,
    PURPOSE_LIMITED_ART19,
    RECIPIENT_CEILING,
    NO_GRANT_INVESTIGATOR,
    NO_GRANT_PROCURATOR,
    SAME_SIGNER,
    GRANT_WRONG_CASE,
    GRANT_REVOKED,
    GRANT_EXPIRED,
    GRANT_NOT_YET_VALID,
    OUTSIDE_GRANT_SCOPE,
    PREJUDICE_STATED,
    WARNING_NOT_SIGNED,
    COUNSEL_CONFLICT,
    CONSENT_MISSING,
    CONSENT_INVALID,
    CONSENT_EXPIRED,
    CONSENT_WITHDRAWN,
    NO_LEGAL_BASIS,
    THIRD_PARTY_RIGHTS,
    OWN_FILE_LIMIT,
    DPO_CONTENT_MASKED,
    NO_TASK,
    CONFLICT_OF_INTEREST,
    BREAK_GLASS_SCOPE,
    CROSS_BORDER,
    RECORD_GAP,
    PACK_MISSING,
    RULE_CONFLICT,
    FACT_UNKNOWN;

    private static final Map<String, Ground> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Ground::code, Function.identity()));

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    public static Optional<Ground> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
