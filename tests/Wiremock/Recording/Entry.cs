using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Real;

namespace PlanisoContract.Wiremock;

/// <summary>The program: plays the cases on the real WireMock and writes down what it answers.</summary>
/// <param name="output">What was done.</param>
/// <param name="error">Progress, and what is wrong.</param>
internal sealed class Entry(TextWriter output, TextWriter error)
{
    private const int AllRight = 0;
    private const int Differs = 1;
    private const int NotRecorded = 2;

    private readonly Argument<string[]> _topics = new("TOPIC")
    {
        Description = "Files under cases/, without .json; all where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _jar = new("--jar") { Description = "The jar of WireMock standalone, in place of npm's.", HelpName = "PATH" };
    private readonly Option<bool> _check = new("--check") { Description = "Writes nothing; exit code 1 where a recording is otherwise than the real WireMock answers." };

    public async Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand($"Records what WireMock {Jar.Version} answers to the cases.") { _topics, _jar, _check };
        command.SetAction(RunAsync);
        // Ctrl+C and SIGTERM cancel, so that Java ends, too.
        return await command.Parse(args).InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        });
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken stop)
    {
        try
        {
            var topics = Topics(given.GetValue(_topics) ?? []);
            await using var recorder = new Recorder(given.GetValue(_jar) ?? await Jar.InstallAsync(error, stop));
            var code = AllRight;
            foreach (var topic in topics)
                code = Math.Max(code, await RecordAsync(recorder, topic, given.GetValue(_check), stop));
            return code;
        }
        catch (RecordingException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return NotRecorded;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.");
            return NotRecorded;
        }
    }

    private async Task<int> RecordAsync(Recorder recorder, string topic, bool check, CancellationToken stop)
    {
        try
        {
            var answers = await recorder.RecordAsync(topic, stop);
            var text = Files.Text(answers);
            var same = File.Exists(Files.RecordingOf(topic)) && await File.ReadAllTextAsync(Files.RecordingOf(topic), stop) == text;
            Directory.CreateDirectory(Path.GetDirectoryName(Files.RecordingOf(topic))!);
            if (!same && !check)
                await File.WriteAllTextAsync(Files.RecordingOf(topic), text, stop);
            await output.WriteLineAsync($"{topic}: {answers.Count} cases, {(same ? "as before" : check ? "otherwise than recorded" : "written")}");
            return same || !check ? AllRight : Differs;
        }
        catch (RecordingException wrong)
        {
            // The other topics are none of its business.
            await error.WriteLineAsync(wrong.Message);
            return NotRecorded;
        }
    }

    private static ImmutableArray<string> Topics(string[] named)
    {
        if (named.Except(Files.Topics).FirstOrDefault() is { } unknown)
            throw new RecordingException($"There is no cases/{unknown}.json; there is {string.Join(", ", Files.Topics)}.");
        return named.Length == 0 ? Files.Topics : [.. named];
    }
}
