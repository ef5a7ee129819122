using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Grains;

/// <summary>One calendar template: drafted, published in versions, retired.</summary>
public sealed class TemplateGrain(ActorServices services)
    : EventSourcedGrain<Template, TemplateCommand, TemplateEvent, TemplateState>(services, StoredKinds.CalendarTemplate), ITemplateGrain
{
    private string Id => this.GetPrimaryKeyString();

    public Task<Verdict> SaveDraft(Asked<TemplateSheet> asked, int? held) =>
        ExecuteAsync(asked.Header, new TemplateCommand.SaveDraft(Id, asked.Command, held));

    public Task<Verdict> DiscardDraft(CommandHeader header, int? held) => ExecuteAsync(header, new TemplateCommand.DiscardDraft(Id, held));

    public Task<Verdict> Duplicate(Asked<TemplateSheet> asked, string from, int fromVersion) =>
        ExecuteAsync(asked.Header, new TemplateCommand.Duplicate(Id, asked.Command, from, fromVersion));

    public Task<Verdict> Publish(CommandHeader header, int? held, string? note) => ExecuteAsync(header, new TemplateCommand.Publish(Id, held, note));

    public Task<Verdict> Retire(CommandHeader header, int? held, string reason) => ExecuteAsync(header, new TemplateCommand.Retire(Id, held, reason));

    public async Task<TemplateView?> Read()
    {
        await CatchUpAsync();
        return TemplateView.Of(Id, State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(TemplateCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
