using System.Net;

namespace Selvedge.Gateway.Security;

/// <summary>Without a sign-in everybody who reaches the process is the manager: so nobody but this machine may reach it.</summary>
public static class SafeByDefault
{
    /// <summary>Checks every way in which the settings can say where to listen.</summary>
    /// <exception cref="InvalidOperationException">As for the other form.</exception>
    public static void Check(IConfiguration settings)
    {
        if (SignInOptions.Of(settings) is not null)
            return;
        // Ports alone mean every address of the machine.
        string[] said =
        [
            .. Split(settings["urls"]),
            .. Split(settings["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(settings["https_ports"]).Select(port => $"https://*:{port}"),
            .. settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
        ];
        Check(said);
    }

    /// <param name="addresses">As the server is told to listen, such as <c>http://127.0.0.1:5080</c>.</param>
    /// <exception cref="InvalidOperationException">An address is open to other machines while no sign-in is configured.</exception>
    public static void Check(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
            if (!IsLoopback(address))
                throw new InvalidOperationException(
                    $"Refusing to listen on {address}: no sign-in is configured, so whoever reaches it could do everything. " +
                    "Listen on http://127.0.0.1 or http://localhost, or name a provider in Selvedge:SignIn.");
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Wildcards (+, *) and anything unreadable count as open.
    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
