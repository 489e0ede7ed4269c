package qorgan.keys.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import qorgan.keys.Entropy;

/// A time-stamping authority behind HTTP (RFC 3161 §3.4).
public final class HttpTimeStampAuthority implements TimeStampAuthority {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public HttpTimeStampAuthority(URI address) {
        this.address = address;
    }

    @Override
    public byte[] stamp(byte[] sha256) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            var request =
                    generator.generate(
                            TSPAlgorithms.SHA256, sha256, new BigInteger(1, Entropy.bytes(8)));
            var answer =
                    client.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/timestamp-query")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    request.getEncoded()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the authority answers " + answer.statusCode());
            }
            var response = new TimeStampResponse(answer.body());
            response.validate(request);
            return response.getTimeStampToken().getEncoded();
        } catch (TSPException e) {
            throw new UncheckedIOException(new IOException("not an answer to our request", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a time-stamp", e);
        }
    }
}
