using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>A PostgreSQL server of Debian's on a free port, in a directory of its own. It ends with the tests that use it.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Password = "a secret/word";

    private readonly string _programs;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("postgres-");
    private readonly int _port;
    private Process? _process;

    private PostgresServer(string programs)
    {
        _programs = programs;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What a mock is given as its store.</summary>
    public string Store(string database = "postgres") => $"postgres://mock:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/{database}";

    /// <summary>What no message may hold.</summary>
    public static string Secret => "secret";

    /// <summary>Makes and starts a server; skips the test where PostgreSQL is not installed.</summary>
    public static PostgresServer Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max() : null;
        Needs.That(programs is not null, "PostgreSQL", "apt-get install postgresql");
        var server = new PostgresServer(programs!);
        server.Initialize();
        server.Continue();
        return server;
    }

    /// <summary>Makes an empty database.</summary>
    public void Create(string database) => Run(Path.Combine(_programs, "psql"), "-h", _directory.FullName, "-p", Port, "-U", "mock", "-d", "postgres", "-q", "-c", $"create database {database}");

    /// <summary>Stops it at once, connections and all.</summary>
    public void Stop()
    {
        if (_process is null)
            return;
        // The first line of the file is the server's own process; SIGINT is what it calls a fast shutdown.
        var server = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Run("kill", "-INT", server.ToString(CultureInfo.InvariantCulture));
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it, for the first time or again, and waits until it takes connections.</summary>
    public void Continue()
    {
        _process = Process.Start(AsOwner(Path.Combine(_programs, "postgres"), "-D", Data, "-p", Port, "-k", _directory.FullName, "-c", "listen_addresses=127.0.0.1"))!;
        var ready = false;
        while (!ready && _process.StandardError.ReadLine() is { } line)
            ready = line.Contains("ready to accept connections", StringComparison.Ordinal);
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    public void Dispose()
    {
        Stop();
        _directory.Delete(recursive: true);
    }

    private string Data => Path.Combine(_directory.FullName, "data");

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    // It refuses to be root.
    private static bool IsRoot => Environment.UserName == "root";

    private void Initialize()
    {
        if (IsRoot)
            Run("chown", "postgres", _directory.FullName);
        var password = Path.Combine(_directory.FullName, "password");
        File.WriteAllText(password, Password + "\n");
        if (IsRoot)
            Run("chown", "postgres", password);
        // Its socket is in a directory that only its owner enters; over the network it asks for the password.
        RunAsOwner(Path.Combine(_programs, "initdb"), "-D", Data, "-U", "mock", "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={password}", "--no-sync");
    }

    private void RunAsOwner(string program, params string[] arguments) => Run(AsOwner(program, arguments));

    private static void Run(string program, params string[] arguments) => Run(Of(program, arguments));

    private static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.Result);
    }

    private ProcessStartInfo AsOwner(string program, params string[] arguments)
    {
        var start = IsRoot ? Of("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]) : Of(program, arguments);
        start.WorkingDirectory = _directory.FullName;
        return start;
    }

    private static ProcessStartInfo Of(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C" } };
}
