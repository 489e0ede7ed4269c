package qorgan.vault.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A body that is too long is refused at its announced length, or, where none is announced, at the
/// first byte too many; a JSON body that is nested too deeply, at the first bracket too many,
/// whatever field it stands in.
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
        var announced = request.getContentLengthLong();
        if (announced > limits.body().toBytes()) {
            problems.answer(Problem.problem(ProblemCode.BODY_TOO_LARGE), request, response);
            return;
        }
        chain.doFilter(
                announced < 0 || isJson(request) ? new Limited(request, limits) : request,
                response);
    }

    private static boolean isJson(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.contains("json");
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final EdgeLimits limits;

        Limited(HttpServletRequest request, EdgeLimits limits) {
            super(request);
            this.limits = limits;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(
                    super.getInputStream(),
                    limits,
                    isJson((HttpServletRequest) getRequest()) ? new Nesting() : null);
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream in;
        private final int deepest;
        private final @Nullable Nesting nesting;
        private long left;

        Counting(ServletInputStream in, EdgeLimits limits, @Nullable Nesting nesting) {
            this.in = in;
            this.deepest = limits.depth();
            this.nesting = nesting;
            this.left = limits.body().toBytes();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            var many = read(one, 0, 1);
            return many < 0 ? many : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var many = in.read(target, offset, length);
            if (many > 0) {
                look(target, offset, many);
            }
            return many;
        }

        private void look(byte[] target, int offset, int many) throws BodyRefused {
            left -= many;
            if (left < 0) {
                throw new BodyRefused(ProblemCode.BODY_TOO_LARGE);
            }
            if (nesting != null && nesting.deepest(target, offset, many) > deepest) {
                throw new BodyRefused(ProblemCode.BODY_TOO_DEEP);
            }
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
