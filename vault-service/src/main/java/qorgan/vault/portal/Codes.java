package qorgan.vault.portal;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/// Reads the word of an address as the event it names.
@Component
class Codes implements Converter<String, CustodyEvent> {
    @Override
    public CustodyEvent convert(String code) {
        return CustodyEvent.valueOf(code.toUpperCase(Locale.ROOT));
    }
}
