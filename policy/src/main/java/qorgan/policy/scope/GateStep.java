package qorgan.policy.scope;

/// What two grants have to pass before they open a field, in the order in which a failure is told.
public enum GateStep {
    INVESTIGATOR_GRANT("gate.investigator-grant"),
    PROCURATOR_GRANT("gate.procurator-grant"),
    TWO_SIGNERS("gate.two-signers"),
    SAME_CASE("gate.same-case"),
    NOT_REVOKED("gate.not-revoked"),
    NOT_EXPIRED("gate.not-expired"),
    BEGUN("gate.begun"),
    IN_SCOPE("gate.in-scope"),
    NO_PREJUDICE("gate.no-prejudice");

    private final String fact;

    GateStep(String fact) {
        this.fact = fact;
    }

    /// Whether the step is taken where the procurator's grant is enough: then nobody else's grant
    /// and no second signer is asked for.
    public boolean isOfProcuratorAlone() {
        return this != INVESTIGATOR_GRANT && this != TWO_SIGNERS;
    }

    /// The fact of the law that says how this step went.
    public String fact() {
        return fact;
    }
}
