package qorgan.samples;

import java.util.UUID;

public class DrawsByItself {
    UUID identifier() {
        return UUID.randomUUID();
    }
}
