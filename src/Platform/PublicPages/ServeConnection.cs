using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OneStop.Platform.PublicPages;

/// <summary>
/// Answers plain reads of what is published on the connection itself, with no request object made of them, which is a third of what such
/// an answer costs. Whatever else comes is left unread to Kestrel, and so is the rest of that connection: <see cref="ServePublished"/>
/// gives the same answers there.
/// </summary>
internal sealed class ServeConnection(PublishedPages pages, ServePublished serve, IOptions<KestrelServerOptions> kestrel, TimeProvider time)
{
    private const int MomentFields = 128;
    private readonly long patience = (long)kestrel.Value.Limits.KeepAliveTimeout.TotalMilliseconds;
    private volatile DateLine date = new(0, []);

    internal async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await AnswerAsync(connection))
        {
            await next(connection);
        }
    }

    /// <summary>True where something is left for Kestrel.</summary>
    private async Task<bool> AnswerAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var watch = new Watch(connection, patience);
        await using var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(input.CancelPendingRead) ?? default;
        var read = new PlainRead(pages, serve);
        try
        {
            while (true)
            {
                var sent = await input.ReadAsync();
                var (left, gone) = (sent.Buffer, sent.IsCompleted || sent.IsCanceled);
                while (TryAnswer(read, ref left, output))
                {
                    watch.Heard();
                    gone |= (await output.FlushAsync()).IsCompleted;
                }

                input.AdvanceTo(left.Start);
                if (!left.IsEmpty || gone)
                {
                    return !left.IsEmpty;
                }
            }
        }
        finally
        {
            watch.End();
        }
    }

    /// <param name="sent">By the client; afterwards without what was answered.</param>
    private bool TryAnswer(PlainRead read, ref ReadOnlySequence<byte> sent, PipeWriter output)
    {
        var now = Environment.TickCount64;
        var age = pages.SecondsWithoutNews(now);
        if (age >= pages.OldAfterSeconds || !read.TryRead(sent, out var length))
        {
            return false;
        }

        read.Entry.OnEachView?.Invoke();
        pages.Served.Add();
        Write(output, read.Entry, read.Entry.In(read.Encoding), read.IsKnown, now, age);
        sent = sent.Slice(length);
        return true;
    }

    private void Write(PipeWriter output, Entry entry, Answer answer, bool isKnown, long now, int age)
    {
        var status = isKnown ? "HTTP/1.1 304 Not Modified\r\n"u8 : "HTTP/1.1 200 OK\r\n"u8;
        var fields = answer.Fields(withBody: !isKnown);
        var span = output.GetSpan(status.Length + fields.Length + MomentFields);
        var rest = Put(status, span);
        rest = Put(fields, rest);
        rest = Put("Cache-Control: "u8, rest);
        rest = rest[Encoding.ASCII.GetBytes(entry.CacheControl(now).ToString(), rest)..];
        if (age > 0)
        {
            rest = Put("\r\nAge: "u8, rest);
            age.TryFormat(rest, out var digits, provider: CultureInfo.InvariantCulture);
            rest = rest[digits..];
        }

        rest = Put(Date(), rest);
        output.Advance(span.Length - rest.Length);
        if (!isKnown)
        {
            output.Write(answer.Body.Bytes);
        }
    }

    /// <summary>The moment's line and the end of the head (RFC 9110, 6.6.1).</summary>
    private byte[] Date()
    {
        var now = time.GetUtcNow();
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        if (date is var known && known.Second != second)
        {
            date = known = new DateLine(second, Encoding.ASCII.GetBytes($"\r\nDate: {now:R}\r\n\r\n"));
        }

        return known.Line;
    }

    private static Span<byte> Put(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return room[bytes.Length..];
    }

    private sealed record DateLine(long Second, byte[] Line);

    /// <summary>Ends a connection on which nothing has been asked or taken for as long as Kestrel keeps one alive.</summary>
    private sealed class Watch
    {
        private readonly ConnectionContext connection;
        private readonly long patience;
        private long heard = Environment.TickCount64;

        internal Watch(ConnectionContext connection, long patience)
        {
            this.connection = connection;
            this.patience = patience;
            connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static watch => ((Watch)watch).Beat(), this);
        }

        internal void Heard() => Volatile.Write(ref heard, Environment.TickCount64);

        internal void End() => Volatile.Write(ref heard, long.MaxValue);

        private void Beat()
        {
            if (Environment.TickCount64 - Volatile.Read(ref heard) > patience)
            {
                connection.Abort(new ConnectionAbortedException("Nothing was asked or taken for too long."));
            }
        }
    }
}
