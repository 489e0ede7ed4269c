package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/// A signature that comes back with the text it is over.
///
/// @param statement the text, carried by the page
/// @param verdict what it states, for a search; absent otherwise
/// @param signature never bound: the box of the file, which comes beside the form
record SignatureForm(
        @Nullable String statement, @Nullable String verdict, @Nullable String signature) {
    static SignatureForm empty(@Nullable String verdict) {
        return new SignatureForm(null, verdict, null);
    }

    static void check(@Nullable MultipartFile file, Errors errors) {
        if (file == null || file.isEmpty()) {
            errors.rejectValue("signature", "sign.signature.needed");
        }
    }

    byte[] text() {
        return Carried.read("statement", statement == null ? "" : statement);
    }

    @Override
    public String toString() {
        return "SignatureForm[…]";
    }
}
