package qorgan.samples;

import java.util.Arrays;

public class ComparesByteByByte {
    boolean isMine(byte[] secret, byte[] given) {
        return Arrays.equals(secret, given);
    }
}
