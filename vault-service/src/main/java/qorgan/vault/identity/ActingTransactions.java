package qorgan.vault.identity;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.hibernate.Session;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionDefinition;

/// Each transaction learns at its beginning in whose name it runs. It is done by the dialect
/// because a failure there is cleaned up by Spring like any failed beginning.
@Configuration(proxyBeanMethods = false)
class ActingTransactions {
    @Bean
    JpaVendorAdapter jpaVendorAdapter() {
        var adapter = new ActingAdapter();
        return adapter;
    }

    private static final class ActingAdapter extends HibernateJpaVendorAdapter {
        private final HibernateJpaDialect dialect = new ActingDialect();

        @Override
        public HibernateJpaDialect getJpaDialect() {
            return dialect;
        }
    }

    private static final class ActingDialect extends HibernateJpaDialect {
        private static final long serialVersionUID = 1L;

        @Override
        public Object beginTransaction(EntityManager entities, TransactionDefinition definition)
                throws SQLException {
            var data = super.beginTransaction(entities, definition);
            var actor = Acting.current().orElse(null);
            if (actor != null) {
                entities.unwrap(Session.class).doWork(connection -> Acting.tell(connection, actor));
            }
            return data;
        }
    }
}
