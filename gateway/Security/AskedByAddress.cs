using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace Selvedge.Gateway.Security;

/// <summary>
/// Lets who asks for signs of life name the node by its address, as probes and scrapers do, whatever names are in AllowedHosts.
/// Those guard against pages elsewhere that lead a browser here by a name of theirs, which no address is.
/// </summary>
internal sealed class AskedByAddress(IOptionsMonitor<HostFilteringOptions> filtering) : IStartupFilter
{
    private static readonly PathString[] Signs = ["/health", "/metrics"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            if (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out _) && Array.Exists(Signs, sign => http.Request.Path.StartsWithSegments(sign, StringComparison.Ordinal))
                && filtering.CurrentValue.AllowedHosts is [var known, ..])
                http.Request.Host = new HostString(known.StartsWith("*.", StringComparison.Ordinal) ? "node" + known[1..] : known);
            return rest(http);
        });
        next(app);
    };
}
