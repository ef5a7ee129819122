using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;

namespace Selvedge.Grains;

/// <summary>One brand: what it has decided of how its orders are worked on.</summary>
public sealed class BrandGrain(ActorServices services)
    : EventSourcedGrain<Brand, BrandCommand, BrandEvent, BrandState>(services, StoredKinds.Brand), IBrandGrain
{
    public Task<Verdict> Decide(Asked<BrandSettings> asked, int? held) =>
        ExecuteAsync(asked.Header, new BrandCommand.Decide(this.GetPrimaryKeyString(), asked.Command, held));

    public async Task<BrandView> Read()
    {
        await CatchUpAsync();
        return new BrandView(State.Version, State.Settings);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(BrandCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
