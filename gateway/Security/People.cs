using System.Diagnostics.CodeAnalysis;
using Selvedge.Domain.People;

namespace Selvedge.Gateway.Security;

/// <summary>Finds who asks by the name they give. Who has left is not found. Thread-safe.</summary>
/// <param name="find">A person's present sheet by id, or null when there is no such person.</param>
/// <param name="findKnownAs">Those whom the sign-in's provider calls so.</param>
public sealed class People(Func<string, PersonSheet?> find, Func<string, IEnumerable<PersonSheet>> findKnownAs)
{
    /// <summary>Header of an HTTP request; the hub takes it from the query as <see cref="QueryName"/>.</summary>
    public const string HeaderName = "X-Selvedge-Person";

    public const string QueryName = "person";

    /// <summary>Nobody named is the built-in manager. False when the named person does not exist.</summary>
    public bool TryFind(string? id, [NotNullWhen(true)] out CurrentPerson? person)
    {
        person = string.IsNullOrEmpty(id) ? CurrentPerson.Manager
            : find(id) is { } sheet ? sheet.HasLeft ? null : CurrentPerson.Of(sheet)
            : id == CurrentPerson.Manager.Id ? CurrentPerson.Manager
            : null;
        return person is not null;
    }

    /// <summary>By the provider's name. False where nobody is known by it, and where it is not clear who: it is then nobody's.</summary>
    public bool TryFindSignedIn(string name, [NotNullWhen(true)] out CurrentPerson? person)
    {
        person = findKnownAs(name).Where(p => !p.HasLeft).Take(2).ToArray() is [var one] ? CurrentPerson.Of(one) : null;
        return person is not null;
    }
}
