using System.Net;
using System.Net.Sockets;

namespace OneStop.Kit;

/// <summary>The wire between a program and what it speaks with, which a test can cut and mend.</summary>
public sealed class Wire : IDisposable
{
    private readonly string host;
    private readonly int to;
    private int port;
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
        // The same port each time: whoever speaks over the wire knows it by that.
        door = new TcpListener(IPAddress.Loopback, port);
        door.Start();
        port = ((IPEndPoint)door.LocalEndpoint).Port;
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
