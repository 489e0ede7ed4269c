package qorgan.vault.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A body that is too long is refused at its announced length, or, where none is announced, at the
/// first byte too many.
@Component
@Order(-104)
class BodyLimit extends OncePerRequestFilter {
    private final EdgeLimits limits;
    private final Problems problems;

    BodyLimit(EdgeLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = limits.body().toBytes();
        if (request.getContentLengthLong() > limit) {
            problems.write(Problem.problem(ProblemCode.BODY_TOO_LARGE), request, response);
            return;
        }
        chain.doFilter(
                request.getContentLengthLong() >= 0 ? request : new Limited(request, limit),
                response);
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), limit);
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream in;
        private long left;

        Counting(ServletInputStream in, long limit) {
            this.in = in;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            var one = in.read();
            return one < 0 ? one : counted(one, 1);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var many = in.read(target, offset, length);
            return many < 0 ? many : counted(many, many);
        }

        private int counted(int result, int bytes) throws BodyTooLarge {
            left -= bytes;
            if (left < 0) {
                throw new BodyTooLarge();
            }
            return result;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
