using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Security;

/// <summary>Knows the person before any route of the API is reached, so that no route can forget to ask.</summary>
public static class SecurityRoutes
{
    /// <summary>By which our pages and the simulator say what they are.</summary>
    public const string ClientHeaderName = "X-Selvedge-Client";

    public static IServiceCollection AddSecurity(this IServiceCollection services) => services.AddSingleton<WallLinks>().AddSingleton(provider =>
    {
        var rows = provider.GetRequiredService<Rows>();
        return new People(id => rows.TryGetPerson(id, out var person) ? person.Row : null, name => rows.KnownAs(name).Select(p => p.Row));
    }).AddSingleton(provider => new SignedIn(provider.GetRequiredService<People>(), provider.GetService<SignInOptions>()));

    /// <summary>
    /// Before the endpoints. A person who does not exist or has not signed in gets 401, as does a token that opens nothing; a link to a wall gets
    /// 403 from every route that is not <see cref="OpenToWalls"/>, a partner from every one that is not <see cref="OpenToPartners"/>. The hub finds its people itself, once they have signed in.
    /// </summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        var isApi = ApiPaths.Hold(http.Request.Path);
        if (!isApi && !http.Request.Path.StartsWithSegments("/hub", StringComparison.Ordinal))
            return next(http);
        if (http.GetEndpoint()?.Metadata.GetMetadata<SignedByItsBody>() is not null)
            return next(http);
        http.Response.Headers.Vary = $"{People.HeaderName}, Authorization";
        if (isApi && PartnerDoor.IsKnockedAt(http.Request))
            return http.RequestServices.GetRequiredService<PartnerDoor>().PassAsync(http, next);
        if (WallLinks.TokenOf(http.Request) is { } token)
            return LetWallInAsync(http, token, isApi, next);
        var signedIn = http.RequestServices.GetRequiredService<SignedIn>();
        if (signedIn.IsAsked)
            return LetSignedInAsync(http, signedIn, next);
        if (!isApi)
            return next(http);
        var (person, fault) = signedIn.Find(http, http.Request.Headers[People.HeaderName], People.HeaderName);
        http.Features.Set(person);
        return fault is null ? next(http) : new ProblemResult(fault).ExecuteAsync(http);
    });

    // As of everything acknowledged, on whatever node: who has left opens nothing from then on.
    private static async Task LetSignedInAsync(HttpContext http, SignedIn signedIn, RequestDelegate next)
    {
        await http.RequestServices.GetRequiredService<Rows>().CatchUpAsync(http.RequestAborted);
        var (person, fault) = signedIn.Find(http, null, People.HeaderName);
        http.Features.Set(person);
        await (fault is null ? next(http) : new ProblemResult(fault).ExecuteAsync(http));
    }

    private static async Task LetWallInAsync(HttpContext http, string token, bool isApi, RequestDelegate next)
    {
        var wall = await http.RequestServices.GetRequiredService<WallLinks>().FindAsync(token, http.RequestAborted);
        var fault = wall is null ? Fault.At("/Authorization", "unknown-token", "The token opens nothing: the link was withdrawn, has expired, or never was.")
            : isApi && http.GetEndpoint()?.Metadata.GetMetadata<OpenToWalls>() is null ? new Fault("not-allowed", "A link to a wall shows that wall and nothing else.")
            : null;
        http.Features.Set(wall);
        await (fault is null ? next(http) : new ProblemResult(fault).ExecuteAsync(http));
    }

    /// <summary>Who asks.</summary>
    /// <exception cref="InvalidOperationException">The route lies outside /api, or <see cref="UsePeople"/> was left out.</exception>
    public static CurrentPerson Person(this HttpContext http) => http.Features.Get<CurrentPerson>()
        ?? throw new InvalidOperationException($"{http.Request.Path} does not know who asks.");

    /// <summary>Who asks, and by which way. Our own programs say what they are; it opens no right.</summary>
    public static Provenance Provenance(this HttpContext http)
    {
        var person = http.Person();
        return new Provenance(person.Id, http.Request.Headers[ClientHeaderName].ToString() switch
        {
            "simulator" => Channel.Simulator,
            _ when person.Rights.IsPartner => Channel.Partner,
            "page" => Channel.Page,
            _ => Channel.Api,
        });
    }
}
