using System.Collections.Immutable;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>A server that can be measured.</summary>
internal abstract class Contender
{
    /// <summary>The first is what all are compared with, the second is ours.</summary>
    public static readonly ImmutableArray<Contender> All =
    [
        new BareKestrel(), new PlanisoMock(), new RealWireMock(journal: true), new RealWireMock(journal: false), new Prism(), new JsonServer(), new Mockoon(),
    ];

    public const string Bare = "kestrel";

    public const string Own = "mock";

    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called in tables.</summary>
    public abstract string Title { get; }

    /// <summary>The programs that it takes.</summary>
    public virtual ImmutableArray<string> Needs => [];

    /// <summary>Whether it comes from npm.</summary>
    public virtual bool IsPackage => false;

    /// <summary>Why it cannot do a work; null when it can.</summary>
    public virtual string? Refuses(Work work) => null;

    public abstract Task<Server> StartAsync(Stage stage, CancellationToken stop);
}

/// <summary>Kestrel with the mock's bytes.</summary>
internal sealed class BareKestrel : Contender
{
    public override string Name => Bare;

    public override string Title => "bare Kestrel, fixed bytes";

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop)
    {
        // The longest beginning first: it has to fit before a shorter one does.
        var file = stage.Write("bare.json", stage.Answers.OrderByDescending(answer => answer.Request.Beginning.Length).Select(answer => new
        {
            answer.Request.Method,
            Path = answer.Request.Beginning,
            answer.Status,
            answer.Headers,
            answer.Body,
        }));
        return Server.DotnetAsync([Places.Bare, file], stage.BeginningOf, stop);
    }
}

/// <summary>This project's mock, as it is shipped: keys, silos, all APIs, the request log.</summary>
internal sealed class PlanisoMock : Contender
{
    public override string Name => Own;

    public override string Title => "**this mock**";

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop) =>
        StartAsync(stage.Write("silos.json", stage.File.Silos), stage.BeginningOf, stop);

    /// <summary>As it is without options: its own keys, silos and records.</summary>
    public static Task<Server> ShippedAsync(CancellationToken stop) =>
        Server.DotnetAsync([Places.Mock, "--urls", "http://127.0.0.1:0"], _ => "", stop);

    public static Task<Server> StartAsync(string silos, Func<int, string> beginningOf, CancellationToken stop, params string[] more) =>
        Server.DotnetAsync([Places.Mock, "--urls", "http://127.0.0.1:0", "--keys", silos, .. more], beginningOf, stop);
}
