package qorgan.vault.portal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/// A signature that comes back with the text it is over.
///
/// @param statement the text, carried by the page
/// @param verdict what it states, for a search; absent otherwise
record SignatureForm(
        @Nullable String statement, @Nullable String verdict, @Nullable MultipartFile signature) {
    void check(Errors errors) {
        if (signature == null || signature.isEmpty()) {
            errors.rejectValue("signature", "sign.signature.needed");
        }
    }

    byte[] text() {
        return Carried.read("statement", statement == null ? "" : statement);
    }

    byte[] bytes() throws IOException {
        return signature == null ? new byte[0] : signature.getBytes();
    }

    @Override
    public String toString() {
        return "SignatureForm[…]";
    }
}
