using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Conformance.Reports;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Execution;

/// <summary>A reading is observed only where what was seen excludes the other tolerated ones; the rule passes all the same.</summary>
public sealed class UndeterminedTests() : SharedMock("planiso")
{
    private static readonly Contract Contract = Contracts.Load("planiso");

    [Test]
    public async Task A_flag_that_no_write_changes_does_not_tell_what_an_empty_one_says()
    {
        var silo = await Mock.SiloAsync([
            KeyValuePair.Create("customer-is-14001-round-trip", "ignored"), KeyValuePair.Create("customer-is-14001-round-trip-on-update", "ignored")]);
        await ShouldBeOpenAsync("customer-is-14001-flag-empty", silo);
    }

    [Test]
    public async Task Numbers_that_fill_their_digits_do_not_tell_whether_smaller_ones_have_leading_zeros([Values] bool onlyReads)
    {
        var silo = await Mock.SiloAsync();
        await using var proxy = await TestProxy.StartAsync(silo.Target, _ => Task.FromResult(false),
            (_, body) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("PERS-0", "PERS-7", StringComparison.Ordinal)));
        await ShouldBeOpenAsync("user-number", new TargetOptions(proxy.Url, silo.Keys) { Mode = onlyReads ? RunMode.ReadOnly : RunMode.Full });
    }

    [Test]
    public async Task A_list_that_is_sorted_in_two_tolerated_ways_at_once_tells_neither([Values] bool onlyReads)
    {
        var silo = await Mock.SiloAsync(records: 8);
        await using var proxy = await TestProxy.StartAsync(silo.Target, _ => Task.FromResult(false),
            (context, body) => context.Request.Path == "/v1/equipment_type" ? Sorted(body) : body);
        await ShouldBeOpenAsync("list-equipment-types-order", new TargetOptions(proxy.Url, silo.Keys) { Mode = onlyReads ? RunMode.ReadOnly : RunMode.Full });
    }

    // Passed whatever is demanded, and in no profile.
    private async Task ShouldBeOpenAsync(string id, TargetOptions target)
    {
        var rule = Contract.Rule(id)!;
        foreach (var reading in rule.Readings)
        {
            var run = Run.Create(Contract, target, Clock.Suite,
                asked: new RunOptions { Required = RunOptions.Default.Required.Add(id, reading.Name) });
            var result = await WholeRun.RunAsync(run, [rule]);
            var judged = result.Results.ShouldHaveSingleItem();
            judged.Verdict.ShouldBe(VerdictKind.Pass, judged.ToString());
            judged.Reading.ShouldBeNull();
            judged.Message.ShouldContain("does not tell");
            ProfileFile.Readings(result).Count.ShouldBe(0);
        }
    }

    // By number, with names in the same order.
    private static byte[] Sorted(byte[] body)
    {
        var answer = JsonNode.Parse(body)!;
        JsonObject[] records = [.. answer["data"]!.AsArray().Select(record => record!.DeepClone().AsObject()).OrderBy(record => (int)record["no"]!)];
        foreach (var (nth, record) in records.Index())
        {
            foreach (var text in record.Where(member => member.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(member => member.Key).ToList())
                record[text] = $"{(char)('a' + nth)}";
        }
        answer["data"] = new JsonArray([.. records]);
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }
}
