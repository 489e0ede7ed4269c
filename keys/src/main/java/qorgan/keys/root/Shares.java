package qorgan.keys.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import qorgan.keys.Entropy;
import qorgan.keys.Secret;

/// Shamir's sharing of a 32-byte secret over GF(256), from Bouncy Castle. A threshold of one is
/// every share being the secret, which is what the polynomial of degree zero is.
public final class Shares {
    private Shares() {}

    /// Splits so that any `threshold` of the `count` shares give the secret back, and fewer say
    /// nothing. Share number i (from 1) is the element i-1.
    public static List<Secret> split(Secret secret, int threshold, int count) {
        if (threshold < 1 || threshold > count || count > 255) {
            throw new IllegalArgumentException("a threshold between 1 and the number of shares");
        }
        var shares = new ArrayList<Secret>();
        if (threshold == 1) {
            for (int i = 0; i < count; i++) {
                shares.add(secret.duplicate());
            }
            return shares;
        }
        byte[] bytes = secret.copy();
        try {
            var splitter =
                    new ShamirSecretSplitter(
                            Algorithm.AES, Mode.Native, bytes.length, Entropy.source());
            for (var share : splitter.resplit(bytes, threshold, count).getSecretShares()) {
                shares.add(Secret.taking(share.getEncoded()));
            }
            return shares;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// The secret from at least `threshold` shares by their numbers (from 1). With a wrong share
    /// the result is wrong; whoever uses it notices.
    public static Secret join(Map<Integer, Secret> shares, int threshold) {
        if (shares.size() < threshold) {
            throw new IllegalArgumentException("too few shares");
        }
        if (threshold == 1) {
            return shares.values().iterator().next().duplicate();
        }
        var parts = new ArrayList<ShamirSplitSecretShare>();
        shares.forEach(
                (number, share) -> parts.add(new ShamirSplitSecretShare(share.copy(), number)));
        try {
            return Secret.taking(
                    new ShamirSplitSecret(
                                    Algorithm.AES,
                                    Mode.Native,
                                    parts.toArray(ShamirSplitSecretShare[]::new))
                            .getSecret());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
