package qorgan.policy.scope;

/// The two offices that open pretrial data together. An inquiry officer's grant is the
/// investigation's.
public enum Office {
    INVESTIGATION,
    PROCURACY
}
