using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Security;

/// <summary>Says who asks: without a sign-in the person that is named, with one the person whose session it is, whatever else is named.</summary>
internal sealed class SignedIn(People people, SignInOptions? options = null)
{
    /// <summary>The one claim of a session: the name by which the provider knows the person.</summary>
    public const string PersonClaim = "person";

    /// <summary>Whether people sign in here, and out again.</summary>
    public bool IsAsked => options is not null;

    /// <param name="named">Whom the request names; counts only where nobody signs in.</param>
    /// <returns>The person, or why there is none.</returns>
    public (CurrentPerson? Person, Fault? Fault) Find(HttpContext? http, string? named, string where)
    {
        if (options is null)
            return people.TryFind(named, out var chosen) ? (chosen, null) : (null, Fault.At($"/{where}", "unknown-person", $"'{named}' is nobody who is known here."));
        if (http?.User is not { Identity.IsAuthenticated: true } user)
            return (null, new Fault("sign-in", "Sign in at /sign-in, with a browser."));
        var id = user.FindFirst(PersonClaim)?.Value;
        if (id is null)
            return (null, new Fault("not-listed", $"The provider says nothing by which a person is known here: its claim '{options.PersonClaim}' is missing."));
        if (id == options.Manager)
            return (CurrentPerson.Manager, null);
        return id != CurrentPerson.Manager.Id && people.TryFindSignedIn(id, out var person) ? (person, null)
            : (null, new Fault("not-listed", $"'{id}' is signed in, and nobody of that name works here. Ask your manager to be let in."));
    }
}
