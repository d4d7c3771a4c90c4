using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>A contender that runs and answers.</summary>
internal sealed class Server : IDisposable
{
    // A machine may be busy; who says nothing for so long does not start.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const int LastLines = 5;

    private readonly Child _child;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Server(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _child = new Child(start);
        // Read to the end: a full pipe would stop it.
        foreach (var reader in (StreamReader[])[_child.Process.StandardOutput, _child.Process.StandardError])
            _ = Task.Run(() => ListenAsync(reader));
    }

    public string Url { get; private set; } = "";

    public int Id => _child.Process.Id;

    /// <summary>Another path for a request, where it is not spoken as the contract has it.</summary>
    public Func<WorkRequest, string> PathOf { get; init; } = request => request.Path;

    /// <summary>How a right answer begins; by default anything does.</summary>
    public Func<int, string> BeginningOf { get; init; } = _ => "";

    /// <summary>The time of processors that it used.</summary>
    public TimeSpan ProcessorTime => Now(process => process.TotalProcessorTime);

    /// <summary>The memory that it has.</summary>
    public long Memory => Now(process => process.WorkingSet64);

    /// <summary>A program of .NET that says where it listens.</summary>
    /// <param name="arguments">From the program's file on.</param>
    /// <param name="beginningOf">How a right answer begins.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<Server> DotnetAsync(IEnumerable<string> arguments, Func<int, string> beginningOf, CancellationToken stop)
    {
        var server = new Server(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", arguments))
        {
            BeginningOf = beginningOf,
        };
        return await server.ReadyAsync(async () => server.Url = await server._address.Task.WaitAsync(Patience, stop));
    }

    /// <summary>Any program that is told its port, once it accepts connections there.</summary>
    public static async Task<Server> OnPortAsync(
        string program, Func<int, IEnumerable<string>> arguments, string directory, Func<WorkRequest, string>? pathOf, Func<int, string>? beginningOf, CancellationToken stop)
    {
        var port = FreePort();
        var server = new Server(new ProcessStartInfo(program, arguments(port)) { WorkingDirectory = directory })
        {
            Url = $"http://127.0.0.1:{port}",
            PathOf = pathOf ?? (request => request.Path),
            BeginningOf = beginningOf ?? (_ => ""),
        };
        return await server.ReadyAsync(() => server.AcceptsAsync(port, stop));
    }

    public void Dispose() => _child.Dispose();

    private T Now<T>(Func<Process, T> read)
    {
        _child.Process.Refresh();
        if (_child.Process.HasExited)
            throw new BenchException($"it has ended with exit code {_child.Process.ExitCode}: {string.Join(" / ", _lines)}");
        return read(_child.Process);
    }

    private async Task<Server> ReadyAsync(Func<Task> ready)
    {
        try
        {
            await ready();
            return this;
        }
        catch (TimeoutException)
        {
            Dispose();
            throw new BenchException($"It does not start: {string.Join(" / ", _lines)}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private async Task AcceptsAsync(int port, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, stop);
                return;
            }
            catch (SocketException)
            {
                if (_child.Process.HasExited || waited.Elapsed > Patience)
                    throw new TimeoutException();
                await Task.Delay(50, stop);
            }
        }
    }

    private async Task ListenAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Listening on ", StringComparison.Ordinal))
                _address.TrySetResult(line["Listening on ".Length..].Trim());
            _lines.Enqueue(line);
            if (_lines.Count > LastLines)
                _lines.TryDequeue(out _);
        }
        _address.TrySetException(new TimeoutException());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
