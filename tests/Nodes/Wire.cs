using System.Net;
using System.Net.Sockets;

namespace OneStop.Nodes.Tests;

/// <summary>The wire between a node and its database, which a test can cut and mend.</summary>
internal sealed class Wire : IDisposable
{
    private readonly string host;
    private readonly int to;
    private readonly int port = Node.FreePort();
    private readonly List<TcpClient> ends = [];
    private TcpListener? door;

    public Wire(string host, int to)
    {
        (this.host, this.to) = (host, to);
        Mend();
    }

    public int Port => port;

    public void Mend()
    {
        door = new TcpListener(IPAddress.Loopback, port);
        door.Start();
        _ = CarryAsync(door);
    }

    public void Cut()
    {
        door?.Dispose();
        lock (ends)
        {
            ends.ForEach(end => end.Dispose());
            ends.Clear();
        }
    }

    public void Dispose() => Cut();

    private async Task CarryAsync(TcpListener listening)
    {
        try
        {
            while (true)
            {
                var near = await listening.AcceptTcpClientAsync();
                var far = new TcpClient();
                await far.ConnectAsync(host, to);
                lock (ends)
                {
                    ends.AddRange([near, far]);
                }

                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
