using System.Text;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>Cached responses are those that would be made anew.</summary>
public sealed class ResponseCacheTests
{
    // More than there are places, and their list is greater than what is kept of each list.
    private const int Many = 4200;

    private readonly Contract _contract = Contracts.Load("planiso");
    private Silos _silos = null!;
    private Silo _silo = null!;
    private Simulator _simulator = null!;

    [SetUp]
    public void Start()
    {
        _silos = new Silos([_contract], TimeProvider.System);
        _simulator = new Simulator(_contract, TimeProvider.System);
    }

    [TestCase("/v1/user/7", 20)]
    [TestCase("/v1/user", 20)]
    [TestCase("/v1/user", Many)]
    public void An_answer_is_kept_for_a_version_and_made_anew_for_the_next(string path, int records)
    {
        Fill(records);
        var first = AskAgain(path);
        Ask("GET", path).ShouldBeSameAs(first);
        Ask("HEAD", path).Body.ShouldBe(first.Body);

        Ask("PUT", "/v1/user/7", "fullname=Zoe+Anew").Status.ShouldBe(200);
        var second = AskAgain(path);
        Text(second).ShouldContain("Zoe Anew");
        Text(first).ShouldNotContain("Zoe Anew");
        Ask("GET", path).ShouldBeSameAs(second);

        _silos.Reset(_silo);
        Text(Ask("GET", path)).ShouldBe(Text(first));
    }

    [Test]
    public void What_is_deleted_is_not_shown_as_it_was()
    {
        Fill(20);
        var before = Text(Ask("GET", "/v1/user/7"));
        Ask("DELETE", "/v1/user/7").Status.ShouldBe(200);
        Text(Ask("GET", "/v1/user/7")).ShouldNotBe(before);
    }

    [Test]
    public void Who_takes_turns_at_one_place_is_told_apart()
    {
        Fill(Many);
        for (var round = 0; round < 2; round++)
        {
            foreach (var number in (int[])[5, 5 + 4096, 5, 5, 5 + 4096, 5 + 4096])
                Text(Ask("GET", $"/v1/user/{number}")).ShouldContain($"\"no\":{number},");
        }

        // Of the great lists the last one alone is kept.
        var users = Text(Ask("GET", "/v1/user"));
        var projects = Text(Ask("GET", "/v1/project"));
        projects.ShouldNotBe(users);
        Text(Ask("GET", "/v1/user")).ShouldBe(users);
        Text(Ask("GET", "/v1/project")).ShouldBe(projects);
    }

    // Of a single record an answer is kept when somebody asks for it a second time.
    private SimulatedResponse AskAgain(string path)
    {
        var first = Text(Ask("GET", path));
        var again = Ask("GET", path);
        Text(again).ShouldBe(first);
        return again;
    }

    private void Fill(int records) => _silo = _silos.Add(new SiloSettings { Keys = [new KeyRight("key", true)], Seed = 1, Records = records });

    private SimulatedResponse Ask(string method, string path, string form = "") => _simulator.Answer(
        new SimulatedRequest(method, path, "", Header, Encoding.UTF8.GetBytes(form)), _silos, _silo);

    private static string? Header(string name) => name switch
    {
        "Authorization" => "Bearer key",
        "Content-Type" => "application/x-www-form-urlencoded",
        _ => null,
    };

    private static string Text(SimulatedResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
