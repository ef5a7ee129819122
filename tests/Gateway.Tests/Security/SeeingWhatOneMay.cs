using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Security;

public sealed class SeeingWhatOneMay
{
    [Fact]
    public void An_empty_list_means_all()
    {
        var rights = Rights.Of(SampleRows.Person());
        Assert.True(rights.SeesAll && rights.MaySee("HALDEN", "apparel", "V-1") && rights.MaySeeField("quantity"));
        Assert.Equal(Rights.Everything, Rights.Of(SampleRows.Person() with { Role = "director" }));
    }

    [Theory]
    [InlineData("HALDEN", "apparel", "V-1", true)]
    [InlineData("OTHER", "apparel", "V-1", false)]
    [InlineData("HALDEN", "footwear", "V-1", false)]
    [InlineData("HALDEN", "apparel", "V-2", false)]
    [InlineData("halden", "apparel", "V-1", false)]
    public void Every_limit_must_allow_it(string brand, string category, string vendor, bool may) =>
        Assert.Equal(may, Rights.Of(SampleRows.Person(brands: ["HALDEN"], categories: ["apparel"], vendors: ["V-1"])).MaySee(brand, category, vendor));

    [Theory]
    [InlineData("manager", "HALDEN", true)]
    [InlineData("manager", "HALDEN OTHER", false)]
    [InlineData("manager", null, false)]
    [InlineData("assistant", "HALDEN", false)]
    public void Supervisors_read_what_others_have_done_at_once_to_brands_that_they_see(string role, string? ofBrands, bool may)
    {
        var rights = Rights.Of(SampleRows.Person(brands: ["HALDEN"]) with { Role = role });
        ImmutableArray<string>? brands = ofBrands is null ? null : [.. ofBrands.Split(' ')];
        Assert.Equal((may, may), (rights.MayReadWhatIf(false, brands), rights.MayReadBulkAct(false, brands)));
        Assert.True(rights.MayReadWhatIf(true, brands) && rights.MayReadBulkAct(true, brands));
    }

    [Fact]
    public void Who_is_limited_to_vendors_sees_the_styles_that_those_make()
    {
        var rights = Rights.Of(SampleRows.Person(vendors: ["V-1"]));
        Assert.True(rights.MaySeeStyle("HALDEN", "apparel", ["V-2", "V-1"]));
        Assert.False(rights.MaySeeStyle("HALDEN", "apparel", ["V-2"]));
        Assert.False(rights.MaySeeVendor("V-2"));
    }

    [Fact]
    public void Equal_rights_are_one_class_in_whatever_order_they_are_written() =>
        Assert.Equal(
            Rights.Of(SampleRows.Person(brands: ["A", "B"], hidden: ["note", "quantity"])).ClassKey,
            Rights.Of(SampleRows.Person(brands: ["B", "A"], hidden: ["quantity", "note", "note"])).ClassKey);

    [Fact]
    public void What_came_of_an_order_is_told_to_nobody_from_whom_quantities_are_hidden()
    {
        var ending = new Ending(Fulfilment.Short, null, "noor", default, [new ClosedLine(1, 900, 600, Fulfilment.Short, [])]);
        Assert.Empty(Rights.Of(SampleRows.Person(hidden: ["quantity"])).Shown(ending).Lines);
        Assert.Equal(ending, Rights.Everything.Shown(ending));
    }

    [Fact]
    public void Names_that_hold_separators_make_no_class_of_others() =>
        Assert.NotEqual(Rights.Of(SampleRows.Person(brands: ["A", "B"])).ClassKey, Rights.Of(SampleRows.Person(brands: ["A,1:B"])).ClassKey);

    [Theory]
    [InlineData("vendor-person", "PO-1", true)]
    [InlineData("vendor-person", "PO-2", false)]
    [InlineData("vendor-person", "PO-404", false)]
    public void Sight_is_judged_by_the_rows(string person, string number, bool sees)
    {
        var sight = new Sight(SampleRows.Rows(), Rights.Of(SampleRows.Person(person, vendors: ["V-1"])));
        Assert.Equal(sees, sight.Sees(Kinds.PurchaseOrder, number));
    }

    [Fact]
    public void Sight_of_a_style_follows_the_orders_that_name_it()
    {
        var sight = new Sight(SampleRows.Rows(), Rights.Of(SampleRows.Person(vendors: ["V-1"])));
        Assert.True(sight.Sees(Kinds.Style, "ST-1"));
        Assert.False(sight.Sees(Kinds.Style, "ST-2"));
    }

    [Fact]
    public void Nobody_sees_people_in_the_log() => Assert.False(new Sight(SampleRows.Rows(), Rights.Everything).Sees(Kinds.Person, "manager"));

    [Fact]
    public void Nobody_named_is_the_manager_and_a_stranger_is_nobody()
    {
        var people = new People(id => id == "ana" ? SampleRows.Person("ana", brands: ["HALDEN"]) : null, _ => []);
        Assert.True(people.TryFind(null, out var unnamed) && unnamed == CurrentPerson.Manager);
        Assert.True(people.TryFind("ana", out var ana) && !ana.Rights.SeesAll);
        Assert.False(people.TryFind("stranger", out _));
    }

    [Theory]
    [InlineData("Ana Maria Ruiz", "AR")]
    [InlineData("Manager", "M")]
    [InlineData("", "?")]
    public void Initials_are_of_the_first_and_last_name(string name, string initials) =>
        Assert.Equal(initials, (CurrentPerson.Manager with { Name = name }).Initials);
}

public sealed class ListeningSafely
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("https://[::1]:5080")]
    [InlineData("http://127.9.9.9")]
    public void Loopback_needs_no_sign_in(string address) => SafeByDefault.Check([address]);

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://10.0.0.7:5080")]
    [InlineData("http://selvedge.example:5080")]
    [InlineData("http://127.0.0.1.example")]
    [InlineData("nonsense")]
    public void Any_other_address_is_refused_without_one(string address)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => SafeByDefault.Check(["http://127.0.0.1:1", address]));
        Assert.Contains(address, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:1;http://0.0.0.0:2")]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://*:80")]
    public void Whichever_setting_opens_it_is_seen(string name, string value)
    {
        Assert.Throws<InvalidOperationException>(() => SafeByDefault.Check(Settings(name, value)));
        SafeByDefault.Check(Settings("urls", "http://localhost:5080"));
        SafeByDefault.Check(Settings("other", "x"));
    }

    private static IConfigurationRoot Settings(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
}
