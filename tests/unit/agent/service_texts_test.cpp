// The three files, byte for byte, with paths that each format has to escape in its own way.
// SPDX-License-Identifier: Apache-2.0
#include "core/agent/service_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {
namespace {

using agent::Launch;
using ::testing::HasSubstr;
using ::testing::Not;

const Launch kPlain{"/usr/bin/ferry", {"agent", "run"}};

TEST(SystemdUnit, IsThisText) {
    EXPECT_EQ(agent::systemd_unit({"/usr/bin/ferry", {"agent", "run"}, {{"FERRY_HOME", "/srv/f"}}}),
              R"(# Written by ferry agent install; ferry agent remove deletes it.
[Unit]
Description=Ferry agent: keeps the account's devices informed

[Service]
Type=exec
ExecStart="/usr/bin/ferry" agent run
Environment="FERRY_HOME=/srv/f"
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2
Nice=10

[Install]
WantedBy=default.target
)");
}

TEST(SystemdUnit, EscapesWhatSystemdWouldRead) {
    const auto unit = agent::systemd_unit(
        {"/opt/50% $HOME/ferry", {"run", "a $b"}, {{"FERRY_HOME", R"(/é "q" \ 5% $x)"}}});

    EXPECT_THAT(unit, HasSubstr("ExecStart=\"/opt/50%% $HOME/ferry\" run \"a $$b\"\n"));
    EXPECT_THAT(unit, HasSubstr(R"(Environment="FERRY_HOME=/é \"q\" \\ 5%% $x")"));
}

TEST(LaunchdList, IsThisText) {
    EXPECT_EQ(
        agent::launchd_list(
            {"/Apps/R&D <é> \"q\"/ferry", {"agent", "run"}, {{"FERRY_HOME", "/Volumes/A & B"}}}),
        R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by ferry agent install; ferry agent remove deletes it. -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.ferry.agent</string>
  <key>ProgramArguments</key>
  <array>
    <string>/Apps/R&amp;D &lt;é&gt; "q"/ferry</string>
    <string>agent</string>
    <string>run</string>
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>FERRY_HOME</key>
    <string>/Volumes/A &amp; B</string>
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>30</integer>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
)");
}

TEST(LaunchdList, HasNoEnvironmentWhereNoneIsInForce) {
    EXPECT_THAT(agent::launchd_list(kPlain), Not(HasSubstr("EnvironmentVariables")));
}

TEST(ScheduledTask, IsThisText) {
    EXPECT_EQ(agent::scheduled_task(
                  {R"(C:\R&D é\ferry.exe)", {"agent", "run", "--ferry-home", R"(D:\my files\)"}},
                  R"(OFFICE\ann)"),
              R"(<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Written by ferry agent install; ferry agent remove deletes it.</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>OFFICE\ann</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>OFFICE\ann</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>C:\R&amp;D é\ferry.exe</Command>
      <Arguments>agent run --ferry-home "D:\my files\\"</Arguments>
    </Exec>
  </Actions>
</Task>
)");
}

} // namespace
} // namespace ferry::testing
