package qorgan.vault.identity;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.vault.identity.Entered.Table;

/// The certificates with which officials sign their grants. Qorgan holds no official's key: it
/// holds which certificate is whose, confirmed by a second office.
@Service
public class Certificates {
    private static final String IN_EFFECT =
            " and confirmed_at <= :now and valid @> :now::timestamptz and ended_at is null";

    private final JdbcClient sql;
    private final Clock clock;
    private final Permissions permissions;
    private final SecondOffice secondOffice;

    Certificates(JdbcClient sql, Clock clock, Permissions permissions, SecondOffice secondOffice) {
        this.sql = sql;
        this.clock = clock;
        this.permissions = permissions;
        this.secondOffice = secondOffice;
    }

    /// Enters a certificate, for its own validity. It has no effect before [#confirm].
    ///
    /// @throws IllegalArgumentException when these bytes are no X.509 certificate
    @Transactional
    public CertificateId enter(Actor registrar, ActorId official, byte[] der) {
        permissions.require(registrar, "identity:register");
        return insert(
                official, parse(der), registrar.id().value(), registrar.officeOrThrow().value());
    }

    @Transactional
    public Confirmation confirm(Actor registrar, CertificateId certificate) {
        permissions.require(registrar, "identity:confirm");
        return secondOffice.confirm(Table.CERTIFICATE, certificate.value(), registrar);
    }

    @Transactional
    public boolean end(Actor registrar, CertificateId certificate) {
        permissions.require(registrar, "identity:register");
        return secondOffice.end(Table.CERTIFICATE, certificate.value(), registrar);
    }

    /// The certificates with which this official may sign now.
    @Transactional(readOnly = true)
    public List<X509Certificate> of(ActorId official) {
        return sql.sql(
                        "select certificate from identity_certificate where official_id = :official"
                                + IN_EFFECT)
                .param("official", official.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> parse(row.getBytes(1)))
                .list();
    }

    /// Whose certificate this is, if it is in effect now.
    @Transactional(readOnly = true)
    public Optional<ActorId> ownerOf(X509Certificate certificate) {
        return sql.sql(
                        "select official_id from identity_certificate where fingerprint = :fingerprint"
                                + IN_EFFECT)
                .param("fingerprint", fingerprint(certificate))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new ActorId(row.getObject(1, UUID.class)))
                .optional();
    }

    CertificateId insert(ActorId official, X509Certificate certificate, UUID by, UUID byOffice) {
        var id = Entropy.uuid();
        try {
            sql.sql(
                            """
                            insert into identity_certificate (certificate_id, official_id, certificate,
                                fingerprint, valid, entered_by, entered_office, entered_at)
                            values (:id, :official, :der, :fingerprint, tstzrange(:from, :to, '[)'),
                                :by, :byOffice, :now)
                            """)
                    .param("id", id)
                    .param("official", official.value())
                    .param("der", certificate.getEncoded())
                    .param("fingerprint", fingerprint(certificate))
                    .param("from", new Timestamp(certificate.getNotBefore().getTime()))
                    .param("to", new Timestamp(certificate.getNotAfter().getTime()))
                    .param("by", by)
                    .param("byOffice", byOffice)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (CertificateException e) {
            throw new IllegalStateException("a parsed certificate must encode", e);
        }
        secondOffice.entered(
                Table.CERTIFICATE,
                id,
                Map.of(
                        "official", official.toString(),
                        "fingerprint", HexFormat.of().formatHex(fingerprint(certificate)),
                        "enteredBy", by.toString(),
                        "enteredOffice", byOffice.toString()));
        return new CertificateId(id);
    }

    static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not an X.509 certificate", e);
        }
    }

    private static byte[] fingerprint(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
