package qorgan.samples;

/// A sample that its rule must catch.
public class SpeaksAnEntity {
    public boolean same(PublicEntity entity) {
        return entity != null;
    }
}
