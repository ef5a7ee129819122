using System.Net;

namespace Selvedge.Gateway.Security;

/// <summary>Without a sign-in everybody who reaches the process is the manager: so nobody but this machine may reach it.</summary>
public static class SafeByDefault
{
    /// <param name="addresses">As the server is told to listen, such as <c>http://127.0.0.1:5080</c>.</param>
    /// <exception cref="InvalidOperationException">An address is open to other machines while no sign-in is configured.</exception>
    public static void Check(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
            if (!IsLoopback(address))
                throw new InvalidOperationException(
                    $"Refusing to listen on {address}: no sign-in is configured, so whoever reaches it could do everything. " +
                    "Listen on http://127.0.0.1 or http://localhost.");
    }

    // Wildcards (+, *) and anything unreadable count as open.
    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
