using System.Net;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Sheets;

/// <summary>The columns that the pages ask for are columns of those lists.</summary>
public sealed class AskingForColumns(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    [Fact]
    public async Task What_the_pages_ask_for_is_there()
    {
        await Node.PlaceAsync(GatewayNode.Order("COLUMNS-1", "2027-12-20"));
        foreach (var (list, columns) in new[]
        {
            ("work-queue", "group,due,what,duty,purchaseOrder,line,style,styleName,colour,vendorName,owner,expected,behindDays,health,units,impact,why"),
            ("purchase-orders/COLUMNS-1/history", "recordedAt,by.actor,by.source,by.channel,text,line,milestone,from,to"),
            ("boards/board:*:apparel", "id,forecast"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{list}?format=csv&columns={columns}");
            request.Headers.Add(People.HeaderName, "clara");
            using var answer = await Node.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
            Assert.Equal(columns, text.TrimStart('\uFEFF').Split("\r\n")[0]);
        }
    }
}
