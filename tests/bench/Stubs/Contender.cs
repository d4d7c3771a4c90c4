using System.Diagnostics;
using System.Net.Http.Headers;

namespace PlanisoContract.Bench.Stubs;

/// <summary>A running mock that is measured beside others.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Mock">Where it runs.</param>
internal sealed record Contender(string Name, InProcessMock Mock) : IAsyncDisposable
{
    /// <summary>Microseconds for each request, in each turn.</summary>
    public Dictionary<string, List<double>> Taken { get; } = [];

    public long Memory { get; set; }

    public long MemoryLater { get; set; }

    /// <summary>Sends one kind of request on several connections; how long that takes does not matter.</summary>
    public Task FillAsync(Question question, int times, CancellationToken stop) =>
        Parallel.ForAsync(0, times, stop, async (_, stopped) => await AskAsync(Mock.Crowd, question, stopped));

    /// <summary>Sends one kind of request again and again, one after the other on one connection.</summary>
    public async Task MeasureAsync(Question question, int times, bool counts, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
            await AskAsync(Mock.Client, question, stop);
        if (!counts)
            return;
        if (!Taken.TryGetValue(question.Name, out var taken))
            Taken[question.Name] = taken = [];
        taken.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / times);
    }

    public ValueTask DisposeAsync() => Mock.DisposeAsync();

    private async Task AskAsync(HttpClient client, Question question, CancellationToken stop)
    {
        using var request = question.Make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo");
        using var response = await client.SendAsync(request, stop);
        if ((int)response.StatusCode != question.Status)
            throw new InvalidOperationException($"{Name}: {question.Name} was answered by {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(stop)}");
        await response.Content.CopyToAsync(Stream.Null, stop);
    }
}

/// <summary>One kind of request.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Status">The status of the contract's answer.</param>
/// <param name="Make">Makes one.</param>
internal sealed record Question(string Name, int Status, Func<HttpRequestMessage> Make);
