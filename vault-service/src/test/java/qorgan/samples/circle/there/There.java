package qorgan.samples.circle.there;

import qorgan.samples.circle.Here;

public class There {
    Here back() {
        return new Here();
    }
}
