package qorgan.samples.circle;

import qorgan.samples.circle.there.There;

public class Here {
    There there() {
        return new There();
    }
}
