package qorgan.samples;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/// A sample that its rule must catch. It is outside the packages that the service scans.
@Entity
public class PublicEntity {
    @Id long id;
}
