using Selvedge.Domain.Calendars;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.CalendarTemplates.SomeTemplate;

namespace Selvedge.Domain.Tests.CalendarTemplates;

public sealed class PublishingATemplate : Spec<Template, TemplateCommand, TemplateEvent, TemplateState>
{
    private static readonly TemplateSheet Short = Of(Line("X1", -30));
    private static readonly Surroundings Around = new(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown);

    private void Save(TemplateSheet sheet, string id = "SHORT", int? held = null) => When(new TemplateCommand.SaveDraft(id, sheet, held), Around);

    private void Publish(string id = "SHORT", int? held = null) => When(new TemplateCommand.Publish(id, held, "why not"), Around);

    [Fact]
    public void The_first_version_is_1_and_carries_all_that_it_says()
    {
        Save(Short);
        Publish();
        Assert.Equal(new TemplateEvent.Published("SHORT", 1, Short, "why not"), Assert.Single(Answer.Events));
        Assert.Null(State.Draft);
    }

    [Fact]
    public void A_template_of_the_product_goes_on_after_the_version_that_came_with_it()
    {
        var apparel = Templates.Published("APPAREL", 1)!.Sheet;
        Save(apparel with { Title = "Ours" }, "APPAREL");
        Publish("APPAREL");
        Assert.Equal(TemplateShelf.BuiltIn.Newest("APPAREL")!.Version + 1, Assert.Single(Happened<TemplateEvent.Published>()).Version);
    }

    [Fact]
    public void A_draft_may_have_faults_and_cannot_be_published_with_them()
    {
        Save(Of(Line("X1", -30) with { Role = "" }));
        Assert.Null(Answer.Refusal);
        Publish();
        ThenRefused("no-owner");
        Assert.Equal("/milestones/0/role", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void Without_a_draft_there_is_nothing_to_publish()
    {
        Publish("APPAREL");
        ThenRefused("no-draft");
    }

    [Fact]
    public void A_draft_that_says_what_is_published_is_no_version()
    {
        Save(Short);
        Publish();
        Save(Short);
        Publish();
        ThenRefused("nothing-new");
    }

    [Fact]
    public void Who_wrote_meanwhile_is_not_written_over()
    {
        Save(Short);
        Save(Short with { Title = "Mine" }, held: 1);
        Save(Short with { Title = "Yours" }, held: 1);
        ThenRefused("changed-since");
        Publish(held: 1);
        ThenRefused("changed-since");
        Publish(held: 2);
        Assert.Equal("Mine", Assert.Single(Happened<TemplateEvent.Published>()).Sheet.Title);
    }

    [Fact]
    public void Saving_the_same_again_changes_nothing()
    {
        Save(Short);
        Save(Of(Line("X1", -30)));
        ThenNothing();
    }

    [Fact]
    public void What_is_published_for_one_kind_of_goods_stays_for_it()
    {
        Save(Short);
        Publish();
        Save(Short with { Category = "footwear" });
        ThenRefused("other-scope");
        Save(Short with { Brand = "HALDEN" });
        ThenRefused("other-scope");
    }

    [Fact]
    public void A_duplicate_begins_as_a_draft_under_an_id_of_its_own()
    {
        When(new TemplateCommand.Duplicate("HALDEN-APPAREL", Short with { Brand = "HALDEN" }, "APPAREL", 1), Around);
        Assert.Equal("HALDEN", State.Draft!.Brand);
        When(new TemplateCommand.Duplicate("HALDEN-APPAREL", Short, "APPAREL", 1), Around);
        ThenRefused("template-exists");
    }

    [Fact]
    public void The_products_own_ids_are_taken()
    {
        When(new TemplateCommand.Duplicate("APPAREL", Short, "FOOTWEAR", 1), Around);
        ThenRefused("template-exists");
    }

    [Fact]
    public void What_is_retired_serves_no_new_calendar_until_it_is_published_again()
    {
        Save(Short);
        When(new TemplateCommand.Retire("SHORT", null, "never used"), Around);
        ThenRefused("not-published");
        Publish();
        When(new TemplateCommand.Retire("SHORT", null, "too short"), Around);
        Assert.True(State.Retired);
        When(new TemplateCommand.Retire("SHORT", null, "too short"), Around);
        ThenNothing();
        Save(Short);
        Publish();
        Assert.False(State.Retired);
    }

    [Fact]
    public void A_draft_can_be_thrown_away()
    {
        Save(Short);
        When(new TemplateCommand.DiscardDraft("SHORT", 1), Around);
        Assert.Null(State.Draft);
        When(new TemplateCommand.DiscardDraft("SHORT", null), Around);
        ThenNothing();
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("lower")]
    [InlineData("A/B")]
    public void An_id_is_capitals_digits_and_hyphens(string id)
    {
        Save(Short, id);
        ThenRefused("impossible-id");
    }

    [Fact]
    public void What_is_not_there_cannot_be_published_or_retired()
    {
        Publish("NOWHERE");
        ThenRefused("unknown-template");
        When(new TemplateCommand.Retire("NOWHERE", null, "because"), Around);
        ThenRefused("unknown-template");
    }
}
