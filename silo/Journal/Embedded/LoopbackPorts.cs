using System.Net;
using System.Net.Sockets;

namespace Selvedge.Journal.Embedded;

/// <summary>Ports on this machine for servers that come and go.</summary>
public static class LoopbackPorts
{
    /// <summary>
    /// One that nobody has, below those that the operating system gives to outgoing connections: it stays free while its
    /// server is down.
    /// </summary>
    public static int Choose()
    {
        while (true)
            if (Random.Shared.Next(20_000, 32_000) is var port && IsFree(port))
                return port;
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
