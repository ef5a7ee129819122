using System.Net;
using System.Net.Sockets;

namespace Selvedge.Journal.Tests;

/// <summary>
/// Stands between a node and its database, and cuts a connection with the answer still owed: what the client sent goes on to
/// the server, what the server says to it does not come back.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _armed;
    private int _cuts;

    public CuttingProxy(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>The next request longer than a trifle is passed on, and its answer swallowed.</summary>
    public void Arm() => Interlocked.Exchange(ref _armed, 1);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _stopping.Token);
                await Task.WhenAny(ForwardAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task ForwardAsync(TcpClient client, TcpClient server)
    {
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await client.GetStream().ReadAsync(buffer, _stopping.Token)) > 0)
        {
            var cut = read > 1_000 && Interlocked.Exchange(ref _armed, 0) == 1;
            if (cut)
                client.Client.Shutdown(SocketShutdown.Send);
            await server.GetStream().WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            if (cut)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _stopping.Token);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }
    }
}
