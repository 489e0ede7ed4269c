package qorgan.cli;

import picocli.CommandLine.ITypeConverter;
import qorgan.keys.PlaneOffice;

/// Reads an office of the plane by its word.
final class OfficeCode implements ITypeConverter<PlaneOffice> {
    @Override
    public PlaneOffice convert(String value) {
        return PlaneOffice.ofCode(value);
    }
}
